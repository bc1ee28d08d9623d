/** Programs that are compared with where they are installed; nothing of ours needs them. */

/** A package by its name, or null where it is not installed. */
export async function installed<T>(name: string): Promise<T | null> {
  try {
    return (await import(name)) as T;
  } catch {
    return null;
  }
}

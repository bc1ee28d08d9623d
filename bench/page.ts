export async function measurePage(_write: boolean): Promise<number> {
  return 0;
}

import { unpackBrowser } from './browser';

/** Once, before any test starts. */
export default async function beforeAllTests(): Promise<void> {
  await unpackBrowser();
}

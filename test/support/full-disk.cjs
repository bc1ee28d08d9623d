/**
 * Loaded into a server before its own code: while the file that FULL_DISK names is there, the disk takes half of what
 * is written.
 */
const fs = require('node:fs');

const { writeSync } = fs;
fs.writeSync = (file, bytes, offset, length, position) => {
  if (!fs.existsSync(process.env.FULL_DISK)) return writeSync(file, bytes, offset, length, position);
  writeSync(file, bytes, offset, Math.floor(length / 2), position);
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
};

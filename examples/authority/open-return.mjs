/** Opens the file of a return: `node open-return.mjs FILE.xlsx.jwe PASSPHRASE` writes FILE.xlsx beside it. Needs jose. */
import { readFileSync, writeFileSync } from 'node:fs';
import { compactDecrypt } from 'jose';

const [file, passphrase] = process.argv.slice(2);
const options = { keyManagementAlgorithms: ['PBES2-HS256+A128KW'], maxPBES2Count: 600_000 };
const { plaintext } = await compactDecrypt(readFileSync(file, 'utf8'), new TextEncoder().encode(passphrase), options);
writeFileSync(file.replace(/\.jwe$/, ''), plaintext);

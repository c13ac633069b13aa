import { availableParallelism } from 'node:os';
import { SWC_OPTIONS } from './tools/swc.mjs';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['standard', 'kit', 'subgraphs', 'gateway', 'sandbox', 'tests', 'tools'].map((room) => `<rootDir>/${room}`),
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', SWC_OPTIONS] },
  modulePathIgnorePatterns: ['/data/'],
  testTimeout: 30_000,
  // Tests wait for databases and clocks much of their time: two workers, on two cores as well.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '2GB',
};

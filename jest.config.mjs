import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['standard', 'kit', 'subgraphs', 'gateway', 'sandbox', 'tests', 'tools'].map((room) => `<rootDir>/${room}`),
  testMatch: ['**/*.spec.ts'],
  // In plain Node, modules kept from file to file: a platform starts in a third of the time, and runs as it does
  // outside of tests.
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  transform: {},
  testSequencer: './tools/longest-first.mjs',
  modulePathIgnorePatterns: ['<rootDir>/data/'],
  // Tests wait for databases, processes and clocks much of their time: with three workers two cores stood still for a
  // fifth of it.
  maxWorkers: availableParallelism() + 2,
};

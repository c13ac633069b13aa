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
  // Many specs start processes of their own: with three workers two cores are never idle, and with four whatever waits
  // by the clock was late by chance.
  maxWorkers: availableParallelism() + 1,
};

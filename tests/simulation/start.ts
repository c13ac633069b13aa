/** When every simulated county begins: a Wednesday morning in China. */
export const START_MS = Date.UTC(2026, 10, 25, 2);

/// <reference types="vite/client" />
declare module 'virtual:rights' {
  /** Root field → roles of these pages that it lets in (build/rights.ts). */
  export const RIGHTS: Readonly<Record<string, readonly import('./api/admin.ts').Role[]>>;
}

/// <reference types="@tarojs/taro" />

declare module '*.png';
declare module '*.svg';
declare module '*.scss';

declare const HEITU_API: string;
/** The platform's trace key that this build knows, SPKI in PEM; empty where it was built without one. */
declare const HEITU_TRACE_KEY: string;
/** Of which release this build is (package.json). */
declare const HEITU_RELEASE: string;
declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5';
  }
}
/** What app.config.ts reads while it is built. */
declare const process: { env: { TARO_ENV?: string; NODE_ENV?: string } };

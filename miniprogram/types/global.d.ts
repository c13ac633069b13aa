/// <reference types="@tarojs/taro" />

declare module '*.png';
declare module '*.scss';

declare const HEITU_API: string;
declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'weapp' | 'h5';
  }
}

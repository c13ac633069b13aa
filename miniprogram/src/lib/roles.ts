/** In WeChat the templates say what is a button (config/aria.js); roles.h5.ts does it in a browser. */
export {};

/** WeChat downloads a package as a whole, and tells by itself where it cannot; missing-page.h5.ts does it in a browser. */
export {};

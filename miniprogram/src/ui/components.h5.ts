/**
 * In a browser these stand in place of Taro's own components (config/index.js): each of Taro's is a custom element with
 * a life of its own, which costs a slow phone more than all the rest of a page. A `div` is enough, and a screen reader
 * and a keyboard find what they need in it. Taro takes away from the module in this place what it does not know by
 * name: so there is nothing else in it.
 */
export * from './browser';

import { mergeInternalComponents } from '@tarojs/shared';

/**
 * config/aria.js puts aria-label and aria-role into the templates, which numbers the attributes of those components
 * anew. What runs in WeChat numbers them too, from its own list: without the same two there, every attribute would go
 * by a wrong number.
 */
const ARIA = { 'aria-label': '', 'aria-role': '' };
mergeInternalComponents({ View: ARIA, Text: ARIA, Image: ARIA, Button: ARIA, Input: ARIA, Textarea: ARIA });

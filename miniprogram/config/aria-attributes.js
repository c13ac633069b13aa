/** WeChat reads these aloud; Taro's components leave them out. For the templates (aria.js) and for what fills them in (aria-runtime.js). */
const ARIA = { 'aria-label': '', 'aria-role': '' };

module.exports = { View: ARIA, Text: ARIA, Image: ARIA, Button: ARIA, Input: ARIA, Textarea: ARIA };

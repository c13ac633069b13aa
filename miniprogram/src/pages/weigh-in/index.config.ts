export default definePageConfig({ navigationBarTitleText: '缺斤少两' });

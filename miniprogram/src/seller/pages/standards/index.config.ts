export default definePageConfig({ navigationBarTitleText: '执行标准' });

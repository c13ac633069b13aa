export default definePageConfig({ navigationBarTitleText: '问平台' });

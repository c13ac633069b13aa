export default definePageConfig({ navigationBarTitleText: '货款' });

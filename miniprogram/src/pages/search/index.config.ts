export default definePageConfig({ navigationBarTitleText: '找东西' });

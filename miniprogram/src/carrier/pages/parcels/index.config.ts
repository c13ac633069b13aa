export default definePageConfig({ navigationBarTitleText: '送的件' });

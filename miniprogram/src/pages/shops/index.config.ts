export default definePageConfig({ navigationBarTitleText: '都有谁' });

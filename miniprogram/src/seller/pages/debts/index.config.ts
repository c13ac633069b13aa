export default definePageConfig({ navigationBarTitleText: '赔款和欠款' });

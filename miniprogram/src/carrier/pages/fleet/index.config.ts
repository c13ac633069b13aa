export default definePageConfig({ navigationBarTitleText: '人和车' });

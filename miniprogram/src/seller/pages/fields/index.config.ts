export default definePageConfig({ navigationBarTitleText: '地里的记录' });

export default definePageConfig({ navigationBarTitleText: '这批货' });

export default definePageConfig({ navigationBarTitleText: '黑土优选' });

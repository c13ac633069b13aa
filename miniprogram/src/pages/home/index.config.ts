export default definePageConfig({ navigationBarTitleText: '黑土优选', enablePullDownRefresh: true });

export default definePageConfig({ navigationBarTitleText: '这块地' });

export default definePageConfig({ navigationBarTitleText: '培训和考试' });

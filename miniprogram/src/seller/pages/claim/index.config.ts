export default definePageConfig({ navigationBarTitleText: '索赔定责' });

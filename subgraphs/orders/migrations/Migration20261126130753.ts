import { Migration } from '@mikro-orm/migrations';

export class Migration20261126130753 extends Migration {

  override name = 'Migration20261126130753';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`AfterSale\` add \`photoIds\` text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`AfterSale\` drop column \`photoIds\`;`);
  }

}

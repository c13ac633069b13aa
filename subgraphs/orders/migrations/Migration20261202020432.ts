import { Migration } from '@mikro-orm/migrations';

export class Migration20261202020432 extends Migration {

  override name = 'Migration20261202020432';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`RecallCase\` add \`receiptFileId\` varchar(64) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`RecallCase\` drop column \`receiptFileId\`;`);
  }

}

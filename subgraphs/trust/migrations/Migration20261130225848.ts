import { Migration } from '@mikro-orm/migrations';

export class Migration20261130225848 extends Migration {

  override name = 'Migration20261130225848';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`MessageSms\` add \`tellingId\` varchar(26) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`MessageSms\` drop column \`tellingId\`;`);
  }

}

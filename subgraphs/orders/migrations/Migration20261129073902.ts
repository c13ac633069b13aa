import { Migration } from '@mikro-orm/migrations';

export class Migration20261129073902 extends Migration {

  override name = 'Migration20261129073902';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Order\` add \`pickup\` mediumtext null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Order\` drop column \`pickup\`;`);
  }

}

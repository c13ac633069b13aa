import { Migration } from '@mikro-orm/migrations';

export class Migration20261125204304 extends Migration {

  override name = 'Migration20261125204304';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Account\` add \`loginText\` text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Account\` drop column \`loginText\`;`);
  }

}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261129152352 extends Migration {

  override name = 'Migration20261129152352';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`LotSource\` add \`units\` int null;`);
  }
}

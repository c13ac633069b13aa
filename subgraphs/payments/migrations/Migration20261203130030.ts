import { Migration } from '@mikro-orm/migrations';

export class Migration20261203130030 extends Migration {

  override name = 'Migration20261203130030';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Recovery\` add \`returnOf\` varchar(64) null;`);
  }

}

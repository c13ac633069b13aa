import { Migration } from '@mikro-orm/migrations';

export class Migration20261125182150 extends Migration {

  override name = 'Migration20261125182150';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Supplier\` modify \`name\` text not null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Supplier\` modify \`name\` varchar(255) not null;`);
  }

}

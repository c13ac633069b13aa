import { Migration } from '@mikro-orm/migrations';

export class Migration20261130082401 extends Migration {

  override name = 'Migration20261130082401';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Delegation\` add \`errand\` varchar(40) null, add \`personSealed\` text null;`);
  }

}

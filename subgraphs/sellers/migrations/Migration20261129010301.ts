import { Migration } from '@mikro-orm/migrations';

export class Migration20261129010301 extends Migration {

  override name = 'Migration20261129010301';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Shop\` add \`paysAtDoor\` tinyint(1) not null default false;`);
  }

}

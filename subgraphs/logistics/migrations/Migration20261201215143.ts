import { Migration } from '@mikro-orm/migrations';

export class Migration20261201215143 extends Migration {

  override name = 'Migration20261201215143';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Village\` add \`latitude\` double null, add \`longitude\` double null;`);
  }

}

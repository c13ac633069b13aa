import { Migration } from '@mikro-orm/migrations';

export class Migration20261130045655 extends Migration {

  override name = 'Migration20261130045655';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Product\` add \`orderedBy\` varchar(64) null;`);
  }

}

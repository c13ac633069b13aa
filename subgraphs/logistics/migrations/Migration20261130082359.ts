import { Migration } from '@mikro-orm/migrations';

export class Migration20261130082359 extends Migration {

  override name = 'Migration20261130082359';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`CustodyLeg\` add \`takenAlone\` tinyint(1) not null default false;`);
  }

}

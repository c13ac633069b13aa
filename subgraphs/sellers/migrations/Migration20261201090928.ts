import { Migration } from '@mikro-orm/migrations';

export class Migration20261201090928 extends Migration {

  override name = 'Migration20261201090928';

  override up(): void | Promise<void> {
    // Each witnessed the newest filing of its party; one whose filing is gone keeps the party's own id.
    this.addSql(`alter table \`WitnessedFiling\` add \`id\` varchar(26) not null default '' first, add index \`WitnessedFiling_partyId_index\` (\`partyId\`);`);
    this.addSql(`update \`WitnessedFiling\` set \`id\` = coalesce((select max(f.\`id\`) from \`Filing\` f where f.\`partyId\` = \`WitnessedFiling\`.\`partyId\`), \`partyId\`);`);
    this.addSql(`alter table \`WitnessedFiling\` alter \`id\` drop default, drop primary key, add primary key (\`id\`);`);
  }

}

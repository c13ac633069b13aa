import { Migration } from '@mikro-orm/migrations';

export class Migration20261129000049 extends Migration {

  override name = 'Migration20261129000049';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Contract\` add \`terms\` mediumtext not null, add \`state\` varchar(40) not null, add \`offeredAtMs\` bigint not null, add \`countersignedBy\` varchar(64) null;`);
    this.addSql(`alter table \`Contract\` modify \`signedAtMs\` bigint null;`);
    // Until now one side alone put a contract on file, and it counted; it names no terms.
    this.addSql(`update \`Contract\` set \`state\` = 'signed', \`offeredAtMs\` = \`signedAtMs\`, \`terms\` = concat('{"kind":"', \`kind\`, '"}');`);
    this.addSql(`alter table \`Contract\` add index \`Contract_state_validUntil_index\` (\`state\`, \`validUntil\`);`);
    this.addSql(`alter table \`Contract\` add index \`Contract_state_offeredAtMs_index\` (\`state\`, \`offeredAtMs\`);`);
  }

}

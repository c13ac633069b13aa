import { Migration } from '@mikro-orm/migrations';

export class Migration20261129180048 extends Migration {

  override name = 'Migration20261129180048';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`CustodyLeg\` drop index \`CustodyLeg_state_openedAtMs_index\`;`);
    this.addSql(`alter table \`CustodyLeg\` add \`collectionId\` varchar(26) null, add \`signByMs\` bigint not null;`);
    this.addSql(`alter table \`CustodyLeg\` modify \`shipmentId\` varchar(26) null;`);
    this.addSql(`alter table \`CustodyLeg\` add index \`CustodyLeg_collectionId_openedAtMs_index\` (\`collectionId\`, \`openedAtMs\`);`);
    this.addSql(`alter table \`CustodyLeg\` add index \`CustodyLeg_state_signByMs_index\` (\`state\`, \`signByMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`CustodyLeg\` drop index \`CustodyLeg_collectionId_openedAtMs_index\`;`);
    this.addSql(`alter table \`CustodyLeg\` drop index \`CustodyLeg_state_signByMs_index\`;`);
    this.addSql(`alter table \`CustodyLeg\` modify \`shipmentId\` varchar(26) not null;`);
    this.addSql(`alter table \`CustodyLeg\` add index \`CustodyLeg_state_openedAtMs_index\` (\`state\`, \`openedAtMs\`);`);
  }

}

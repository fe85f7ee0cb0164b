// kind: layout
// function: lane_use
// forward: drifted
// path: stats.bytes bytes
// path: stats.packets packets
// why: In the new record the packets are counted by bytes.

#ifdef OLD
struct lane { int id; long bytes; int packets; };

void lane_use(struct lane *lane, int bytes)
{
	lane->packets++;
	lane->bytes += bytes;
}
#else
struct counts { long bytes; int packets; };
struct lane { int id; struct counts stats; };

void lane_use(struct lane *lane, int bytes)
{
	struct counts *stats = &lane->stats;

	stats->packets += bytes;
	stats->bytes += bytes;
}
#endif

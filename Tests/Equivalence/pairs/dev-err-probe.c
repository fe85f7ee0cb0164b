// kind: log
// function: lamp_probe
// forward: same-but-log
// why: dev_err_probe() gives back the error that it is given.
struct device { int x; };
int get_clk(struct device *);
void _dev_err(const struct device *dev, const char *fmt, ...);
int dev_err_probe(const struct device *dev, int err, const char *fmt, ...);
#ifdef OLD
int lamp_probe(struct device *d) { int r = get_clk(d); if (r < 0) { _dev_err(d, "no clock\n"); return r; } return 0; }
#else
int lamp_probe(struct device *d) { int r = get_clk(d); if (r < 0) return dev_err_probe(d, r, "no clock\n"); return 0; }
#endif

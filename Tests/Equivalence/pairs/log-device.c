// kind: log
// function: chip_start
// forward: same-but-log
// why: A message about the device in place of one without it.

struct device { int id; };
void _dev_err(const struct device *dev, const char *fmt, ...);
void _dev_warn(const struct device *dev, const char *fmt, ...);
void _dev_info(const struct device *dev, const char *fmt, ...);
#define dev_err(dev, fmt, ...) _dev_err(dev, fmt, ##__VA_ARGS__)
#define dev_warn(dev, fmt, ...) _dev_warn(dev, fmt, ##__VA_ARGS__)
#define dev_info(dev, fmt, ...) _dev_info(dev, fmt, ##__VA_ARGS__)
int _printk(const char *fmt, ...);
#define KERN_ERR "\0013"
#define KERN_WARNING "\0014"
#define KERN_INFO "\0016"
#define pr_err(fmt, ...) _printk(KERN_ERR fmt, ##__VA_ARGS__)
#define pr_warn(fmt, ...) _printk(KERN_WARNING fmt, ##__VA_ARGS__)
#define pr_info(fmt, ...) _printk(KERN_INFO fmt, ##__VA_ARGS__)
struct chip { struct device *dev; int id; };
int chip_reset(struct chip *chip);

#ifdef OLD
int chip_start(struct chip *chip)
{
	int ret = chip_reset(chip);

	if (ret)
		pr_err("reset failed: %d\n", ret);
	return ret;
}
#else
int chip_start(struct chip *chip)
{
	int ret = chip_reset(chip);

	if (ret)
		dev_err(chip->dev, "reset failed: %d\n", ret);
	return ret;
}
#endif

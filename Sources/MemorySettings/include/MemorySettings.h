#ifndef MEMORY_SETTINGS_H
#define MEMORY_SETTINGS_H

/// Keeps freed memory for what comes next. A folder of documents takes and frees some
/// megabytes for each; glibc may give them back to the system in between, and then a tenth
/// of the time goes into getting them again. What is larger than the parts of a usual
/// document is given back as ever. Other C libraries are left as they are.
void memory_settings_keep_freed(void);

/// Gives freed memory back to the system soon. A server that has once read a large document or made a
/// long list may have nothing of the kind to do for days. Other C libraries are left as they are.
void memory_settings_give_back(void);

/// Gives back what is free now, also between pieces that are in use: pages of it stay when a large
/// document was read piece by piece.
void memory_settings_trim(void);

#endif
